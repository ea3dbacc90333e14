// Preloaded into the processes of a machine (node --import): gives them a hostname and a clock of their own. Processes
// of other machines then cannot tell from a PID whether a process has ended, as if a network separated the machines.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const name = process.env['E2E_MACHINE'] ?? '';
const skewMs = Number(process.env['E2E_SKEW_MS']);
const RealDate = Date;
const now = () => RealDate.now() + skewMs;

os.hostname = () => name;
syncBuiltinESMExports();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
});
