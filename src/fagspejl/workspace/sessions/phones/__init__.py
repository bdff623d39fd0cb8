"""The participants' side: what a phone sees and sends, without an account, a name or a cookie."""
