import type { Plan, PlannedColumn } from '../record/plan.ts';

/** One step of writing an event. Texts are parts of JSON, such as `"user_data":{`, `"em":[` and `}`. */
export type Instruction =
  | { readonly kind: 'begin'; readonly text: string }
  | { readonly kind: 'end'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string; readonly source: number }
  | { readonly kind: 'list'; readonly text: string; readonly sources: readonly number[] };

/** How an event is written from the values of its sources. */
export interface EventProgram {
  /** In the order in which they are read and their issues are reported. */
  readonly sources: readonly PlannedColumn[];
  readonly instructions: readonly Instruction[];
}

/** Compiles the steps of a plan. Throws if the fields of an object are not adjacent in the field table. */
export function compileProgram({ steps }: Pick<Plan, 'steps'>): EventProgram {
  const program = new ProgramBuilder();
  for (const step of steps) {
    if (step.kind === 'single') {
      program.enter(step.source.field.path.slice(0, -1));
      program.value(step.source);
    } else if (step.kind === 'list') {
      program.enter(step.field.path.slice(0, -1));
      program.list(step.field.path.at(-1) ?? '', step.sources);
    } else {
      program.enter(step.path.slice(0, -1));
      program.items(step.path.at(-1) ?? '', step.items);
    }
  }
  program.enter([]);
  return program;
}

class ProgramBuilder implements EventProgram {
  readonly sources: PlannedColumn[] = [];
  readonly instructions: Instruction[] = [];
  /** The objects that are open, outermost first. */
  #open: readonly string[] = [];
  readonly #closed = new Set<string>();

  /** Ends open objects and begins new ones, so that the next value is written into the object with this path. */
  enter(path: readonly string[]): void {
    const firstNew = path.findIndex((key, depth) => key !== this.#open[depth]);
    const sharedDepth = firstNew === -1 ? path.length : firstNew;
    for (let depth = this.#open.length; depth > sharedDepth; depth--) {
      this.#closed.add(JSON.stringify(this.#open.slice(0, depth)));
      this.instructions.push({ kind: 'end', text: '}' });
    }
    for (let depth = sharedDepth; depth < path.length; depth++) {
      const object = path.slice(0, depth + 1);
      if (this.#closed.has(JSON.stringify(object)))
        throw new Error(`the fields of ${object.join('.')} are not adjacent`);
      this.instructions.push({ kind: 'begin', text: `${keyOf(path[depth])}{` });
    }
    this.#open = path;
  }

  value(source: PlannedColumn): void {
    this.instructions.push({ kind: 'value', text: keyOf(source.field.path.at(-1)), source: this.#add(source) });
  }

  list(key: string, sources: readonly PlannedColumn[]): void {
    const numbers = sources.map((source) => this.#add(source));
    this.instructions.push({ kind: 'list', text: `${keyOf(key)}[`, sources: numbers });
  }

  items(key: string, items: readonly (readonly PlannedColumn[])[]): void {
    this.instructions.push({ kind: 'begin', text: `${keyOf(key)}[` });
    for (const sources of items) {
      this.instructions.push({ kind: 'begin', text: '{' });
      for (const source of sources) this.value(source);
      this.instructions.push({ kind: 'end', text: '}' });
    }
    this.instructions.push({ kind: 'end', text: ']' });
  }

  #add(source: PlannedColumn): number {
    return this.sources.push(source) - 1;
  }
}

function keyOf(key = ''): string {
  return `${JSON.stringify(key)}:`;
}
