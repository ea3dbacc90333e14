import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { freePort } from './lib/start/port.ts';
import { findChromium } from './lib/tools/chromium.ts';

// Every Playwright process reads this file; the first one chooses, the others find the choice in the environment.
process.env['E2E_PORT'] ??= String(await freePort('127.0.0.1', 0));
process.env['E2E_LIVE_PORT'] ??= String(await freePort('127.0.0.1', 0));
process.env['E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'pintd-e2e-'));
const live = `http://127.0.0.1:${process.env['E2E_LIVE_PORT']}`;
const baseURL = `http://localhost:${process.env['E2E_PORT']}`;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  globalTeardown: './e2e/teardown.ts',
  workers: 1, // one product, one database, two cores
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: [
    {
      // What the product takes for Pinterest itself: tests script its faults.
      command: `node bin/pintd.mjs sandbox --port ${process.env['E2E_LIVE_PORT']}`,
      url: `${live}/__rate`,
      env: { PINTD_DATA_DIR: join(process.env['E2E_DATA_DIR'], 'live') },
    },
    {
      command: 'node bin/runtime.mjs node lib/start.ts',
      url: `${baseURL}/healthz`,
      timeout: 180_000, // it builds where sources are newer than the build
      stdout: 'ignore',
      gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
      env: {
        PORT: process.env['E2E_PORT'],
        PINTD_DATA_DIR: process.env['E2E_DATA_DIR'],
        PINTEREST_API_BASE_URL: live,
        PINTD_LOG_LEVEL: 'warn',
      },
    },
  ],
});
