import { test as base, expect } from '@playwright/test';
import { freePort } from '../lib/start/port.ts';
import { type StartProduct, withProducts } from './product.ts';

const test = base.extend<{ start: StartProduct }>({
  start: ({ browserName: _ }, use) => withProducts((start) => use(start)),
});

test('ends when it is told to, and says where it is before', async ({ start }) => {
  const product = await start();
  await product.isUp();
  await expect.poll(() => product.output).toContain(`ready: http://localhost:${product.port}\n`);
  product.end('SIGTERM');
  expect(await product.exitCode()).toBe(0);
  expect(await product.answers()).toBe(false);
});

test('a parent that was killed leaves nothing on the port', async ({ start }) => {
  const product = await start();
  await product.isUp();
  product.end('SIGKILL');
  await expect.poll(() => product.answers()).toBe(false);
  await expect.poll(() => freePort('127.0.0.1', product.port).catch(() => 0)).toBe(product.port);
});

test('a port that is taken is said to be, and how to take another', async ({ start }) => {
  const port = Number(process.env['E2E_PORT']);
  const product = await start(port);
  expect(await product.exitCode()).toBe(1);
  expect(product.output).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect(product.output).toContain(`PORT=${port + 1} npm start`);
});

test('a second product on the same data folder refuses to work beside the first', async ({ start }) => {
  const first = await start();
  await first.isUp();
  const second = await start();
  expect(await second.exitCode()).toBe(1);
  expect(second.output).toContain('Another worker');
  expect(await first.answers()).toBe(true);
});

test('what was killed starts again at once, and looks through its database meanwhile', async ({ start }) => {
  const first = await start();
  await first.isUp();
  first.end('SIGKILL');
  await expect.poll(() => first.answers()).toBe(false);
  const second = await start();
  await second.isUp();
  expect(second.output).not.toContain('damaged');
});
