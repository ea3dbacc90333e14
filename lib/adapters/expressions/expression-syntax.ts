import type { ExpressionSyntax } from '../../core/workflow/check/check-project.ts';
import { limitOf, TOO_DEEP } from './limits.ts';

/** So little that the stack of the calling thread, which needs a multiple of it, never overflows: that would break the engine. */
const MAX_STACK_BYTES = 32 * 1024;
/** The engine looks ahead over brackets without a limit of its own. */
const MAX_NESTING = 200;

/** Parses expressions with the engine that later evaluates them, without running anything of them. */
export async function expressionSyntax(): Promise<ExpressionSyntax> {
  // Not before it is needed: it takes its time to load.
  const { bodyOf, newQuickjs } = await import('./quickjs.ts');
  const { quickjs } = await newQuickjs();
  return (expression) => {
    if (nestingOf(expression) > MAX_NESTING) return TOO_DEEP;
    const runtime = quickjs.newRuntime({ maxStackSizeBytes: MAX_STACK_BYTES });
    const context = runtime.newContext();
    try {
      // A body that is text cannot end its function, and is only parsed.
      context.newString(bodyOf(expression)).consume((handle) => context.setProp(context.global, 'body', handle));
      const result = context.evalCode('new Function(body); undefined');
      if (!result.error) {
        result.value.dispose();
        return undefined;
      }
      const error = result.error.consume((handle) => context.dump(handle) as { readonly message?: unknown });
      const message = String(error.message ?? error);
      return limitOf(message) ?? message;
    } finally {
      context.dispose();
      runtime.dispose();
    }
  };
}

/** Brackets in texts count, too: it is a bound. */
function nestingOf(expression: string): number {
  let [open, most] = [0, 0];
  for (const [sign] of expression.matchAll(/[()[\]{}]/g)) {
    if ('([{'.includes(sign)) most = Math.max(most, ++open);
    else open = Math.max(0, open - 1);
  }
  return most;
}
