import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Usual locations of browsers that Playwright can drive; used after CHROMIUM_PATH and Playwright's own browser. */
const usualPaths = [
  // Chromium without a user interface, which Playwright prefers in headless mode.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of the browser for tests, if there is one. */
export function findChromium(configured = process.env['CHROMIUM_PATH']): string | undefined {
  if (configured !== undefined && configured !== '') {
    if (existsSync(configured)) return configured;
    throw new Error(`CHROMIUM_PATH is ${configured}, but this file does not exist.`);
  }
  return [chromium.executablePath(), ...usualPaths].find((path) => path !== '' && existsSync(path));
}

/** The path of the browser for tests; installs one if there is none. */
export function chromiumOrInstall(): string {
  const existing = findChromium();
  if (existing !== undefined) return existing;
  console.log('No Chromium found: installing one for the browser tests …');
  for (const install of [installByPlaywright, installByApt]) {
    const installed = install() ? findChromium() : undefined;
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The browser tests need Chromium, and it could not be installed. Install it (Debian: sudo apt-get install chromium; ' +
      'elsewhere: npx playwright install chromium), or set CHROMIUM_PATH.',
  );
}

function installByPlaywright(): boolean {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  return run(process.execPath, [cli, 'install', 'chromium'], env);
}

function installByApt(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium-headless-shell', 'chromium'];
  const install = (name: string) => run('apt-get', ['install', '--yes', '--no-install-recommends', name], env);
  return run('apt-get', ['update'], env) && packages.some(install);
}

/** Prints the output of a command only if it fails. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) console.log(`${command} ${args.join(' ')} failed:\n${`${stdout}${stderr}`.trim().slice(-500)}`);
  return status === 0;
}
