// The search of a folder: `searched` is {pages: [[kind, title, path, lede], …], words: {word: [place of a page, …]}},
// each word folded and without the mark of its plural (exchange/archive/pages/searching.py does the same).
"use strict";
const LETTERS = { "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng", "ß": "ss" };
const SHOWN = 100;

function foldedChar(char) {
  if (char in LETTERS) return LETTERS[char];
  if (/[\p{Mn}\p{Cf}]/u.test(char)) return "";
  if (!/[\p{L}\p{N}]/u.test(char)) return " ";
  return char < "\x80" ? char : `u${char.codePointAt(0).toString(16)}`;
}

function words(text) {
  const folded = [...text.normalize("NFKD").toLowerCase().normalize("NFKD")].map(foldedChar).join("");
  return folded.split(" ").filter((word) => word.length > 1).map((word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word));
}

// {place of a page: how well it has the word}, a word that is still being typed among them.
function having(asked) {
  const found = new Map();
  for (const [word, places] of Object.entries(searched.words)) {
    if (!word.startsWith(asked)) continue;
    for (const place of places) found.set(place, Math.max(found.get(place) || 0, word === asked ? 2 : 1));
  }
  for (const [place, worth] of found) {
    if (words(searched.pages[place][1]).some((word) => word.startsWith(asked))) found.set(place, worth + 4);
  }
  return found;
}

function search(question) {
  const each = words(question).map(having);
  if (!each.length) return [];
  const worth = (place) => each.reduce((sum, found) => sum + found.get(place), 0);
  return [...each[0].keys()]
    .filter((place) => each.every((found) => found.has(place)))
    .sort((one, other) => worth(other) - worth(one) || one - other);
}

function line([kind, title, path, lede]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const rest = document.createElement("span");
  link.href = path;
  link.textContent = title;
  rest.className = "quiet";
  rest.textContent = ` ${kind}`;
  item.append(link, rest);
  if (lede && lede !== title) item.append(document.createElement("br"), lede);
  return item;
}

const question = new URLSearchParams(location.search).get("q") || "";
const found = search(question);
const count = document.getElementById("count");
document.getElementById("id_q").value = question;
if (question) count.textContent = found.length ? count.dataset.found.replace("0", found.length) : count.dataset.nothing;
document.getElementById("answer").append(...found.slice(0, SHOWN).map((place) => line(searched.pages[place])));
