import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import { UserError } from '../../core/errors.ts';
import { printable } from '../../core/text/unprintable.ts';
import { commandIo } from '../invocation.ts';

/**
 * Reads a secret from standard input: everything up to a final line end if it is piped, one line without echo if it is
 * typed. Throws UserError `secret_not_entered` if the prompt is closed without an answer.
 */
export async function readPassword(prompt: string): Promise<string> {
  const { stdin, stderr } = commandIo();
  if (!stdin.isTTY) return (await readAll(stdin)).replace(/\r?\n$/, '');
  stderr.write(printable(prompt));
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: true });
  const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
  lines.close();
  stderr.write('\n');
  if (line === undefined) throw new UserError('secret_not_entered');
  return line;
}

async function readAll(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
