import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { MAX_MEMORY_MB } from './limits.ts';

const PAGES_PER_MB = 16;

/**
 * Starts an engine with a memory of its own, whose size is the limit: the engine's own limit is unreliable, because it
 * counts only some allocations.
 */
export async function newQuickjs(): Promise<{
  readonly quickjs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
}> {
  const memory = new WebAssembly.Memory({ initial: 16 * PAGES_PER_MB, maximum: MAX_MEMORY_MB * PAGES_PER_MB });
  return { quickjs: await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory })), memory };
}

/** The body of a function that evaluates an expression with the properties of `this` as variables. */
export function bodyOf(expression: string): string {
  // The line break ends a comment at the end of the expression.
  return `with(this){return (${expression}\n)}`;
}
