import type { ExpressionSyntax } from '../../core/workflow/check/check-project.ts';
import { limitOf, TOO_DEEP } from './limits.ts';

/**
 * The engine's stack limit while it parses. Parsing uses a multiple of this on the stack of the calling thread, and an
 * overflow of that stack would break the engine.
 */
const MAX_STACK_BYTES = 32 * 1024;
/** The engine itself does not limit how deeply brackets may be nested. */
const MAX_NESTING = 200;

/** Parses expressions with the engine that later evaluates them, without running any part of them. */
export async function expressionSyntax(): Promise<ExpressionSyntax> {
  // Loaded on first use, because loading is slow.
  const { bodyOf, newQuickjs } = await import('./quickjs.ts');
  const { quickjs } = await newQuickjs();
  return (expression) => {
    if (nestingOf(expression) > MAX_NESTING) return TOO_DEEP;
    const runtime = quickjs.newRuntime({ maxStackSizeBytes: MAX_STACK_BYTES });
    const context = runtime.newContext();
    try {
      // A body that is passed as a string cannot close its function early, and is only parsed.
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

const STRING_OR_BRACKET = /(["'`])(?:(?!\1|\\)[\s\S]|\\[\s\S])*\1?|[()[\]{}]/g;

/**
 * The greatest depth of nested brackets. Brackets in strings count, too, but close none outside their string. Regular
 * expressions and comments are read like the rest of the expression.
 */
function nestingOf(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [part, quote] of expression.matchAll(STRING_OR_BRACKET)) {
    const outside = quote === undefined ? 0 : depth;
    for (const [bracket] of part.matchAll(/[()[\]{}]/g)) {
      depth = '([{'.includes(bracket) ? depth + 1 : Math.max(outside, depth - 1);
      deepest = Math.max(deepest, depth);
    }
  }
  return deepest;
}
