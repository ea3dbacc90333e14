import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { problemsOfSbom } from './sbom-problems.ts';

const root = resolve(import.meta.dirname, '../../..');

describe('the list of packages', () => {
  const packageOf = (name: string) => ({
    'bom-ref': `${name}@1.0.0`,
    type: 'library',
    name,
    version: '1.0.0',
    purl: `pkg:npm/${name.replace('@', '%40')}@1.0.0`,
    hashes: [{ alg: 'SHA-512', content: 'a'.repeat(128) }],
  });
  const sbom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    serialNumber: 'urn:uuid:736f0d95-5418-4de3-895b-f67ee5736f44',
    metadata: { timestamp: '2026-11-27T20:39:12.154Z', component: packageOf('product') },
    components: [packageOf('zod'), packageOf('@scope/one')],
    dependencies: [{ ref: 'product@1.0.0', dependsOn: ['zod@1.0.0', '@scope/one@1.0.0'] }],
  };
  const entry = { version: '1.0.0', integrity: 'sha512-x' };
  const lock = {
    packages: { '': entry, 'node_modules/zod': entry, 'node_modules/a/node_modules/@scope/one': entry },
  };

  test('is correct if it lists the packages of package-lock.json', () => {
    expect(problemsOfSbom(sbom, lock)).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      'an unlisted package',
      { components: sbom.components.slice(0, 1), dependencies: [] },
      '@scope/one@1.0.0 is in package',
    ],
    ['a foreign package', { components: [...sbom.components, packageOf('evil')] }, 'evil@1.0.0 is not in package-lock'],
    ['a dependency that is not listed', { dependencies: [{ ref: 'other@2' }] }, 'other@2 is a dependency'],
    ['a package that is listed twice', { components: [...sbom.components, packageOf('zod')] }, 'the same bom-ref'],
    ['a package without a hash', { components: [{ ...packageOf('zod'), hashes: [] }] }, 'zod@1.0.0 has no hash'],
    ['another format', { bomFormat: 'SPDX' }, 'bomFormat'],
  ])('has a problem with %s', (_, change, problem) => {
    expect(problemsOfSbom({ ...sbom, ...change }, lock).join('\n')).toContain(problem);
  });
});

describe('npm run security:audit', () => {
  /** Runs the audit against a registry with these advisories; null for a registry that refuses every request. */
  async function audit(advisories: object | null) {
    const registry = createServer((request, response) => {
      if (advisories === null || request.method !== 'POST') return response.writeHead(405).end();
      response.setHeader('content-encoding', 'gzip');
      return response.end(gzipSync(JSON.stringify(advisories)));
    });
    await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void registry.close());
    const cache = mkdtempSync(join(tmpdir(), 'pintd-npm-')); // npm caches advisories
    onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
    const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
    const env = {
      ...process.env,
      npm_config_registry: address,
      npm_config_fetch_retries: '0',
      npm_config_cache: cache,
    };
    const child = spawn(process.execPath, [resolve(import.meta.dirname, 'audit.ts')], { cwd: root, env });
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { status, output: out + err };
  }

  const { version } = JSON.parse(readFileSync(resolve(root, 'node_modules/zod/package.json'), 'utf8'));
  const advisory = (severity: string) => ({
    zod: [{ id: 1, url: 'https://advisories.example/1', title: 'x', severity, vulnerable_versions: `<=${version}` }],
  });

  test.each<[string, object | null, number, string]>([
    ['passes without advisories', {}, 0, '0 of them high or critical'],
    ['passes with an advisory of moderate severity', advisory('moderate'), 0, 'moderate: zod'],
    ['fails with an advisory of high severity', advisory('high'), 1, 'high: zod'],
    ['fails with an advisory of critical severity', advisory('critical'), 1, 'critical: zod'],
    ['reports that nothing was checked if the registry refuses', null, 75, 'NOT CHECKED'],
  ])('%s', async (_, advisories, status, output) => {
    const result = await audit(advisories);
    expect(result).toMatchObject({ status, output: expect.stringContaining(output) });
  });
});
