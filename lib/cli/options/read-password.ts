import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { printable } from '../../core/text/unprintable.ts';

/**
 * Reads a secret from standard input: everything up to a final line end if it is piped, one line without echo if it is
 * typed.
 */
export async function readPassword(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return (await readAll()).replace(/\r?\n$/, '');
  process.stderr.write(printable(prompt));
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  process.stderr.write('\n');
  return line;
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
