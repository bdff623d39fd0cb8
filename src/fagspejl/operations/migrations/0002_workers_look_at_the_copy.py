from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0001_orders_of_planners"),
    ]

    operations = [
        migrations.AlterField(
            model_name="plannerorder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("close", "close"),
                    ("confirm", "confirm"),
                    ("publish", "publish"),
                    ("cancel", "cancel"),
                    ("letters", "letters"),
                    ("reissue", "reissue"),
                    ("prepare-key", "prepare-key"),
                    ("key-half", "key-half"),
                    ("check-copy", "check-copy"),
                ],
                max_length=20,
            ),
        ),
    ]
