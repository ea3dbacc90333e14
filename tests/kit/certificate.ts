import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface TestCertificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

export interface Validity {
  readonly name?: string;
  /** Days from now until it expires. */
  readonly days?: number;
  /** Days since it was issued. */
  readonly age?: number;
}

/** A self-signed certificate, in files of a new folder; `remove` deletes the folder. */
export async function newCertificate(validity: Validity = {}): Promise<TestCertificate & { remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-tls-'));
  const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
  const pair = await writeCertificate(files, validity);
  return { ...files, ...pair, remove: () => rmSync(folder, { recursive: true }) };
}

/** Writes a new certificate and its key to the files, and replaces what they contain. */
export async function writeCertificate(
  { certFile, keyFile }: Pick<TestCertificate, 'certFile' | 'keyFile'>,
  { name = 'console.localhost', days = 90, age = 1 }: Validity = {},
): Promise<Pick<TestCertificate, 'cert' | 'key'>> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - age * DAY_MS),
    notAfterDate: new Date(Date.now() + days * DAY_MS),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certFile, cert);
  return { cert, key };
}
