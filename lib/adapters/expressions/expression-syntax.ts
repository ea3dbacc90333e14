import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, shouldInterruptAfterDeadline } from 'quickjs-emscripten-core';
import type { ExpressionSyntax } from '../../core/workflow/check/check-project.ts';

const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
const MAX_STACK_BYTES = 512 * 1024;
const DEADLINE_MS = 1000;

/** Parses expressions with the engine that later evaluates them, without running anything of them. */
export async function expressionSyntax(): Promise<ExpressionSyntax> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  return (expression) => {
    const runtime = quickjs.newRuntime({ memoryLimitBytes: MAX_MEMORY_BYTES, maxStackSizeBytes: MAX_STACK_BYTES });
    runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + DEADLINE_MS));
    const context = runtime.newContext();
    try {
      // A body that is text cannot end its function, and is only parsed.
      const body = context.newString(`with(this){return (${expression}\n)}`);
      body.consume((handle) => context.setProp(context.global, 'body', handle));
      const result = context.evalCode('new Function(body); undefined');
      if (!result.error) {
        result.value.dispose();
        return undefined;
      }
      const error = result.error.consume((handle) => context.dump(handle) as { readonly message?: unknown });
      return String(error.message ?? error);
    } finally {
      context.dispose();
      runtime.dispose();
    }
  };
}
