import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { printable } from '../core/record/unprintable.ts';

/**
 * A secret from standard input: the whole of it but for a line end where it is piped, a line that is not echoed where a
 * person types.
 */
export async function password(prompt: string): Promise<string> {
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
