import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { freePort } from './lib/start/port.ts';
import { findChromium } from './lib/tools/chromium.ts';
import { IS_WHOLE } from './tests/kit/whole.ts';

/** Number of test files that run in parallel, each on a product and database of its own; `npm test` uses two. */
const LANES = Number(process.env['E2E_LANES'] ?? 1);

/** Whether this is `npm run docs:pictures`. */
const TAKES_PICTURES = process.env['TAKE_PICTURES'] !== undefined;

const lanes = await Promise.all(Array.from({ length: LANES }, (_, index) => createLane(index)));

// Each test process uses the lane of its index and passes it on to its tests.
const ownLane = lanes[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (ownLane === undefined) throw new Error(`There are only ${LANES} lanes for tests.`);
process.env['E2E_PORT'] = ownLane.port;
process.env['E2E_LIVE_PORT'] = ownLane.livePort;
process.env['E2E_DATA_DIR'] = ownLane.dataDir;

export default defineConfig({
  testDir: 'e2e',
  // Node strips the types itself, in a third of the time.
  build: { external: ['**/*.ts'] },
  testMatch: '**/*.test.ts',
  // Slow tests of behavior that is also tested without a browser run only in `npm run test:whole`.
  grepInvert: TAKES_PICTURES ? [] : [/@pictures/, ...(IS_WHOLE ? [] : [/@whole/])],
  globalTeardown: './e2e/teardown.ts',
  workers: LANES,
  // `npm test` allows one; a test that needed it is listed at the end of the run.
  retries: Number(process.env['TEST_RETRIES'] ?? 0),
  forbidOnly: process.env['CI'] !== undefined,
  // On two busy cores, a slow test must not fail; a test that hangs still does.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: urlOf(ownLane.port),
    // Screenshots of every step would cost more than the tests; one at the end is enough.
    trace: { mode: 'on-first-retry', screenshots: false },
    screenshot: 'only-on-failure',
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
  webServer: lanes.flatMap((lane) => [receiverOf(lane), consoleOf(lane)]),
});

type Lane = Awaited<ReturnType<typeof createLane>>;

/** Takes the place of Pinterest; tests script its faults. */
function receiverOf({ livePort, dataDir }: Lane) {
  return {
    command: `node bin/pintd.mjs sandbox --port ${livePort}`,
    url: `http://127.0.0.1:${livePort}/__rate`,
    env: { PINTD_DATA_DIR: join(dataDir, 'live') },
  };
}

function consoleOf({ port, livePort, dataDir }: Lane) {
  return {
    command: 'node bin/runtime.mjs node lib/start.ts',
    url: `${urlOf(port)}/healthz`,
    timeout: 300_000, // includes a build if sources changed
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: port,
      PINTD_DATA_DIR: dataDir,
      PINTEREST_API_BASE_URL: `http://127.0.0.1:${livePort}`,
      PINTD_LOG_LEVEL: 'warn',
    },
  } as const;
}

async function createLane(index: number) {
  return {
    port: await chooseOnce(`E2E_PORT_${index}`, chooseFreePort),
    livePort: await chooseOnce(`E2E_LIVE_PORT_${index}`, chooseFreePort),
    dataDir: await chooseOnce(`E2E_DATA_DIR_${index}`, () => mkdtempSync(join(tmpdir(), 'pintd-e2e-'))),
  };
}

/** Every Playwright process loads this file: the first one chooses, and the environment passes the choice on. */
async function chooseOnce(name: string, choose: () => string | Promise<string>): Promise<string> {
  process.env[name] ??= await choose();
  return process.env[name];
}

async function chooseFreePort(): Promise<string> {
  return String(await freePort('127.0.0.1', 0));
}

function urlOf(port: string): string {
  return `http://localhost:${port}`;
}
