// Feeds xterm.js (@xterm/headless) and prints the cells that it then shows, as JSON: the reference that real
// agents' screens are compared with. Standard input: {"columns", "rows", "steps": [{"feed": base64} or
// {"resize": [columns, rows]}]}. Standard output: {"cells": [[cell of each column] of each row], "cursor": [x, y]}.
// A cell is "text foreground background attributes": colours as -, a palette index, or #rrggbb.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.argv[2] + "/");
const { Terminal } = require("@xterm/headless");
const { UnicodeGraphemesAddon } = require("@xterm/addon-unicode-graphemes");

const job = JSON.parse(readFileSync(0, "utf8"));
const terminal = new Terminal({
  cols: job.columns, rows: job.rows, scrollback: 2000, allowProposedApi: true,
  vtExtensions: { kittyKeyboard: true },
});
terminal.loadAddon(new UnicodeGraphemesAddon());
for (const step of job.steps) {
  if (step.resize) terminal.resize(...step.resize);
  else await new Promise((done) => terminal.write(Buffer.from(step.feed, "base64"), done));
}

const hex = (value) => "#" + value.toString(16).padStart(6, "0");
const colour = (isDefault, isDirect, value) => (isDefault ? "-" : isDirect ? hex(value) : String(value));
const UNDERLINES = ["", "u", "uu", "curly", "dotted", "dashed"];

function shown(cell) {
  const text = cell.getWidth() === 0 ? "" : cell.getChars() || " ";
  const attributes = [
    cell.isBold() && "bold", cell.isDim() && "dim", cell.isItalic() && "italic", cell.isBlink() && "blink",
    cell.isInverse() && "inverse", cell.isInvisible() && "hidden", cell.isStrikethrough() && "strike",
    cell.isOverline() && "overline", cell.isUnderline() && (UNDERLINES[cell.getUnderlineStyle?.() ?? 1] || "u"),
  ].filter(Boolean);
  const foreground = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  const background = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  // The foreground, weight and slant of a blank show only through lines or an exchange of colours.
  const seen = text.trim() !== "" || attributes.some((a) => !["bold", "dim", "italic", "blink", "hidden"].includes(a));
  return seen ? `${text} ${foreground} ${background} ${attributes.join("+")}` : ` - ${background} `;
}

const buffer = terminal.buffer.active;
const cells = [];
for (let y = 0; y < terminal.rows; y++) {
  const line = buffer.getLine(buffer.baseY + y);
  cells.push(Array.from({ length: terminal.cols }, (_, x) => shown(line.getCell(x))));
}

process.stdout.write(JSON.stringify({ cells, cursor: [buffer.cursorX, buffer.cursorY] }));
