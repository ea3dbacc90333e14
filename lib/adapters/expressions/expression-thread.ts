// Evaluates expressions for the thread that waits for them. Started by expressions.ts, which can terminate it in the
// middle of an expression.
import { workerData } from 'node:worker_threads';
import type { ExpressionReply, ExpressionRequest, ThreadData } from './thread-messages.ts';

const { port, signal } = workerData as ThreadData;

function reply(message: ExpressionReply): void {
  port.postMessage(message);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  // Imported here, so that the waiting thread also receives the errors of loading.
  const { BrokenEngine, cpuMs, ExpressionEngine } = await import('./expression-engine.ts');
  const engine = await ExpressionEngine.open();
  port.on('message', ({ timeZone, expression, params }: ExpressionRequest) => {
    try {
      const startMs = cpuMs();
      const text = engine.evaluate(timeZone, expression, params);
      reply({ text, cpuMs: cpuMs() - startMs });
    } catch (error) {
      reply({ error: messageOf(error), isBroken: error instanceof BrokenEngine });
    }
  });
  reply({ text: '', cpuMs: 0 });
} catch (error) {
  reply({ error: messageOf(error), isBroken: true });
}
