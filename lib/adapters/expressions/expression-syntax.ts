import type { ExpressionSyntax } from '../../core/workflow/check/check-project.ts';
import { limitOf, TOO_DEEP } from './limits.ts';

/**
 * Small enough that the stack of the calling thread, which needs a multiple of it, never overflows, because an overflow
 * would break the engine.
 */
const MAX_STACK_BYTES = 32 * 1024;
/** The engine itself does not limit how deep brackets may be nested. */
const MAX_NESTING = 200;

/** Parses expressions with the engine that later evaluates them, without running any part of them. */
export async function expressionSyntax(): Promise<ExpressionSyntax> {
  // Loaded on first use, because loading takes long.
  const { bodyOf, newQuickjs } = await import('./quickjs.ts');
  const { quickjs } = await newQuickjs();
  return (expression) => {
    if (nestingOf(expression) > MAX_NESTING) return TOO_DEEP;
    const runtime = quickjs.newRuntime({ maxStackSizeBytes: MAX_STACK_BYTES });
    const context = runtime.newContext();
    try {
      // A body that is passed as text cannot close its function early, and is only parsed.
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

const TEXT_OR_BRACKET = /(["'`])(?:(?!\1|\\)[\s\S]|\\[\s\S])*\1?|[()[\]{}]/g;

/**
 * How deep brackets are nested, or more: those in texts count, too, but close none outside of their text. Regular
 * expressions and comments are read like the rest of the expression.
 */
function nestingOf(expression: string): number {
  let [open, most] = [0, 0];
  for (const [part, quote] of expression.matchAll(TEXT_OR_BRACKET)) {
    const outside = quote === undefined ? 0 : open;
    for (const [bracket] of part.matchAll(/[()[\]{}]/g)) {
      if ('([{'.includes(bracket)) most = Math.max(most, ++open);
      else open = Math.max(outside, open - 1);
    }
  }
  return most;
}
