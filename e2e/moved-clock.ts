// Preloaded into the product that a test has started (node --import): its clock goes ahead by what a file says. The product
// itself knows nothing of it, so that nobody can set it by accident.
import { readFileSync } from 'node:fs';

const LOOK_AGAIN_MS = 10;
const RealDate = Date;
const file = process.env['E2E_CLOCK_FILE'] ?? '';
let ahead = 0;
let lookedAt = Number.NEGATIVE_INFINITY;

function now(): number {
  if (performance.now() - lookedAt > LOOK_AGAIN_MS) {
    ahead = Number(readFileSync(file, 'utf8'));
    lookedAt = performance.now();
  }
  return RealDate.now() + ahead;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, made) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, made),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
