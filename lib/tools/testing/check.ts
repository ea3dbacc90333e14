// npm run check: all static checks, two at a time. Prints the output of each check when it has ended.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Scripts of package.json, the slowest first. */
const STEPS = ['typecheck', 'dead-code', 'lint', 'boundaries', 'gates', 'openapi', 'fresh'];
const AT_ONCE = 2;

/** For the type checker, a Go program: by default, it spends a sixth of its processor time on garbage collection. */
const ENV = { GOGC: '400', GOMEMLIMIT: '4GiB', ...process.env };

const runFile = promisify(execFile);
const failed: string[] = [];
const remaining = [...STEPS];
await Promise.all(Array.from({ length: AT_ONCE }, runSteps));
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);

async function runSteps(): Promise<void> {
  for (let step = remaining.shift(); step !== undefined; step = remaining.shift()) await runStep(step);
}

async function runStep(step: string): Promise<void> {
  try {
    const { stdout, stderr } = await runFile('npm', ['run', '-s', step], { maxBuffer: 64 * 1024 * 1024, env: ENV });
    process.stdout.write(`${step}: ${stdout}${stderr}\n`);
  } catch (error) {
    failed.push(step);
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    process.stdout.write(`${step} failed:\n${stdout}${stderr}\n`);
  }
}
