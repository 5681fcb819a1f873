// npm run icon: draws media/icon.png. A sheet with lines of type, a wavy line under one word, and a copy editor's caret.
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const SIZE = 256;
/** Each pixel is looked at in so many places each way, for smooth edges. */
const SAMPLES = 4;

const PAPER = [250, 246, 236];
const DESK = [31, 58, 77];
const INK = [74, 84, 92];
const RED = [200, 52, 44];

/** Distance to the line between two points. */
function segment(x, y, [ax, ay], [bx, by]) {
  const along = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

function isInRounded(x, y, left, top, right, bottom, radius) {
  const dx = Math.max(left + radius - x, x - right + radius, 0);
  const dy = Math.max(top + radius - y, y - bottom + radius, 0);
  return Math.hypot(dx, dy) <= radius;
}

const lines = [
  [[84, 74], [172, 74], 7],
  [[76, 108], [180, 108], 4.5],
  [[76, 134], [180, 134], 4.5],
  [[76, 186], [118, 186], 4.5],
  [[146, 186], [180, 186], 4.5],
];
const caret = [[[114, 222], [132, 194]], [[132, 194], [150, 222]]];

function colour(x, y) {
  if (caret.some(([from, to]) => segment(x, y, from, to) <= 6)) return RED;
  if (x >= 76 && x <= 180 && Math.abs(y - 156 - 4.5 * Math.sin((x - 76) * 0.42)) <= 3.6) return RED;
  if (lines.some(([from, to, width]) => segment(x, y, from, to) <= width)) return INK;
  if (isInRounded(x, y, 50, 34, 206, 240, 10)) return PAPER;
  if (isInRounded(x, y, 4, 4, 252, 252, 52)) return DESK;
  return undefined;
}

function pixel(column, row) {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = column + ((sample % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const here = colour(x, y);
    if (here !== undefined) [...here, 255].forEach((value, channel) => (sum[channel] += value));
  }
  const covered = sum[3] / 255;
  return covered === 0 ? [0, 0, 0, 0] : [...sum.slice(0, 3).map((value) => Math.round(value / covered)), Math.round(sum[3] / SAMPLES ** 2)];
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

const rows = Array.from({ length: SIZE }, (_, row) => [0, ...Array.from({ length: SIZE }, (__, column) => pixel(column, row)).flat()]);
const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8);
const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const png = [signature, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.from(rows.flat()), { level: 9 })), chunk("IEND", Buffer.alloc(0))];
writeFileSync(new URL("../media/icon.png", import.meta.url), Buffer.concat(png));
