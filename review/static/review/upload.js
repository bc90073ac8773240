// Sends dropped files one after another, each with a progress bar; a failed one can be sent again.
"use strict";

const page = document.getElementById("upload");
const list = document.getElementById("sent");
const drop = document.getElementById("drop");
const picker = document.getElementById("files");
let line = Promise.resolve();

function send(file, { bar, note, item }) {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append("tep", file);
    body.append("nhan", document.getElementById("label").value);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("loadend", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { answer = {}; }
      const kept = request.status === 202;
      bar.value = kept ? 1 : 0;
      item.className = kept ? "kept" : "refused";
      note.textContent = answer.message ?? page.dataset.failed;
      if (kept) {
        const link = item.appendChild(document.createElement("a"));
        link.href = `${page.dataset.letter}${answer.letter}/`;
        link.textContent = page.dataset.open;
      }
      resolve();
    });
    request.open("POST", location.pathname);
    request.setRequestHeader("X-CSRFToken", page.dataset.token);
    request.send(body);
  });
}

function take(files) {
  for (const file of files) {
    const item = list.appendChild(document.createElement("li"));
    const name = item.appendChild(document.createElement("bdi"));
    name.textContent = file.name;
    const bar = item.appendChild(document.createElement("progress"));
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const note = item.appendChild(document.createElement("span"));
    line = line.then(() => send(file, { bar, note, item }));
  }
}

picker.addEventListener("change", () => { take(picker.files); picker.value = ""; });
for (const kind of ["dragover", "dragenter"]) {
  document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  take(event.dataTransfer.files);
});
