// A slider says at once what it stands at. Without this, the page says so when the button is pressed.
document.querySelectorAll("input[type=range] + output").forEach(function (said) {
  said.previousElementSibling.oninput = function () { said.value = this.value + "\u00a0%"; };
});
