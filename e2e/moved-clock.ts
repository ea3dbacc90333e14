// Preloaded into a product under test (node --import): sets its clock ahead by the offset in a file. The product itself
// has no such setting, so that it cannot be set by accident.
import { readFileSync } from 'node:fs';

const REFRESH_MS = 10;
const RealDate = Date;
const file = process.env['E2E_CLOCK_FILE'] ?? '';
let aheadMs = 0;
let lastReadMs = Number.NEGATIVE_INFINITY;

function now(): number {
  if (performance.now() - lastReadMs > REFRESH_MS) {
    aheadMs = Number(readFileSync(file, 'utf8'));
    lastReadMs = performance.now();
  }
  return RealDate.now() + aheadMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
});
