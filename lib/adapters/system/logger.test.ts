import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const SCRIPT = `
const { createLogger } = await import(${JSON.stringify(resolve(import.meta.dirname, 'logger.ts'))});
const logger = createLogger('test', 'info');
const thrown = (work) => { try { work(); } catch (error) { return error; } };
logger.error({ err: thrown(() => JSON.parse('{"em": CANARY')) }, 'bare');
logger.error({ err: new Error('wrapped', { cause: thrown(() => BigInt('CANARY')) }) }, 'cause');
logger.error({ err: new Error('plain') }, 'other');
`;

test('logs the stack of a parser error without the quoted input', () => {
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { encoding: 'utf8' });
  expect(stderr).not.toContain('CANARY');
  const [bare, cause, other] = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(bare.err).toMatchObject([{ type: 'SyntaxError', stack: expect.stringMatching(/at /) }]);
  expect(cause.err).toMatchObject([{ type: 'Error' }, { type: 'SyntaxError' }]);
  expect(other.err).toMatchObject({ type: 'Error', message: 'plain' });
});
