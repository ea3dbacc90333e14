// Preloaded into the processes of a machine (node --import): gives it a name and a clock of its own. No other process
// can then see from a pid whether one of them has ended, as if there were a network between them.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const name = process.env['E2E_MACHINE'] ?? '';
const skewMs = Number(process.env['E2E_SKEW_MS']);
const RealDate = Date;
const now = () => RealDate.now() + skewMs;

os.hostname = () => name;
syncBuiltinESMExports();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, made) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, made),
  get: (target, member) => (member === 'now' ? now : Reflect.get(target, member)),
});
