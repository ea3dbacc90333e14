import { test as base, expect } from '@playwright/test';
import { freePort } from '../lib/start/port.ts';
import { type StartProduct, withProducts } from './product.ts';

const test = base.extend<{ start: StartProduct }>({
  start: ({ browserName: _ }, use) => withProducts((start) => use(start)),
});

test('a product prints its address, and exits on SIGTERM', { tag: '@whole' }, async ({ start }) => {
  const product = await start();
  await product.waitUntilReady();
  await expect.poll(() => product.output).toContain(`ready: http://localhost:${product.port}\n`);
  product.kill('SIGTERM');
  expect(await product.exitCode()).toBe(0);
  expect(await product.isHealthy()).toBe(false);
});

test('a killed parent leaves no process on the port', { tag: '@whole' }, async ({ start }) => {
  const product = await start();
  await product.waitUntilReady();
  product.kill('SIGKILL');
  await expect.poll(() => product.isHealthy()).toBe(false);
  await expect.poll(() => freePort('127.0.0.1', product.port).catch(() => 0)).toBe(product.port);
});

test('a product reports a port in use, and how to choose another', { tag: '@whole' }, async ({ start }) => {
  const port = Number(process.env['E2E_PORT']);
  const product = await start(port);
  expect(await product.exitCode()).toBe(1);
  expect(product.output).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect(product.output).toContain(`PORT=${port + 1} npm start`);
});

test('a second product on the same data folder refuses to start', { tag: '@whole' }, async ({ start }) => {
  const first = await start();
  await first.waitUntilReady();
  const second = await start();
  expect(await second.exitCode()).toBe(1);
  expect(second.output).toContain('Another worker');
  expect(await first.isHealthy()).toBe(true);
});

test('a product restarts after it was killed, and reports no damage', { tag: '@whole' }, async ({ start }) => {
  const first = await start();
  await first.waitUntilReady();
  first.kill('SIGKILL');
  await expect.poll(() => first.isHealthy()).toBe(false);
  const second = await start();
  await second.waitUntilReady();
  expect(second.output).not.toContain('damaged');
});
