(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  let pause = 0;

  // A live region speaks of changes only: emptied first, it says the same thing twice when asked twice.
  function say(text, delay = 50) {
    const status = document.getElementById("status");
    status.textContent = "";
    clearTimeout(pause);
    pause = setTimeout(() => {
      status.textContent = text;
      pause = setTimeout(() => { status.textContent = ""; }, 6000);
    }, delay);
  }

  // navigator.clipboard is missing where a page is not served by https; a selection can be copied anywhere.
  async function copy(source, place) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      place.classList.add("opened");
      getSelection().selectAllChildren(source);
      return document.execCommand("copy");
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copyable button");
    if (!button) return;
    const place = button.closest(".copyable");
    if (await copy(place.querySelector("[data-copy]") || place.querySelector("code"), place)) {
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 2000);
      say("Copied.");
    } else {
      say("The browser does not allow copying. It is selected: press Ctrl+C, on a Mac ⌘C.");
    }
  });

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  document.addEventListener("input", (event) => {
    if (event.target.id !== "filter") return;
    const words = plain(event.target.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const family of document.querySelectorAll(".family")) {
      let matches = 0;
      for (const row of family.querySelectorAll(".row")) {
        const text = plain(row.querySelector(".label").textContent);
        row.hidden = !words.every((word) => text.includes(word));
        matches += !row.hidden;
      }
      family.hidden = matches === 0;
      const details = family.querySelector("details");
      if (details) details.open = words.length > 0;
      shown += matches;
    }
    say(shown === 1 ? "1 feed" : `${shown} feeds`, 400);
  });
})();
