import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Where systems put a browser that Playwright can drive, after the user's own choice and Playwright's own. */
const usual = [
  // The same browser without the parts that show it: Playwright's own choice where nobody looks on.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser to test with, if there is one. */
export function findChromium(chosen = process.env['CHROMIUM_PATH']): string | undefined {
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, and there is no such file.`);
  }
  return [chromium.executablePath(), ...usual].find((path) => path !== '' && existsSync(path));
}

/** The browser to test with, installed where there is none. */
export function chromiumOrInstall(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  console.log('No Chromium on this machine: installing one for the browser tests …');
  for (const install of [installByPlaywright, installByApt]) {
    const installed = install() ? findChromium() : undefined;
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The browser tests need a Chromium and none could be installed. Install one (Debian: sudo apt-get install chromium; ' +
      'elsewhere: npx playwright install chromium), or set CHROMIUM_PATH to one.',
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

/** Quiet if it works; what it said if it does not. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) console.log(`${command} ${args.join(' ')} failed:\n${`${stdout}${stderr}`.trim().slice(-500)}`);
  return status === 0;
}
