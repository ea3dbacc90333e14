import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { freePort } from './lib/start/port.ts';
import { findChromium } from './lib/tools/chromium.ts';

// Every Playwright process reads this file; the first one chooses, the others find the choice in the environment.
process.env['E2E_PORT'] ??= String(await freePort('127.0.0.1', 0));
process.env['E2E_SERVICE_PORT'] ??= String(await freePort('127.0.0.1', 0));
process.env['E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'pintd-e2e-'));
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
  webServer: {
    command: 'node bin/runtime.mjs node lib/start.ts',
    url: `${baseURL}/healthz`,
    timeout: 180_000, // it builds where sources are newer than the build
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: process.env['E2E_PORT'],
      PINTD_DATA_DIR: process.env['E2E_DATA_DIR'],
      // The service that live authentications meet, where a test starts one.
      PINTEREST_API_BASE_URL: `http://127.0.0.1:${process.env['E2E_SERVICE_PORT']}`,
    },
  },
});
