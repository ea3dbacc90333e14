import { type EditorState, type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  WidgetType,
} from '@codemirror/view';
import { applicableSuggestions, markedPart, suggestionsOf } from '#lib/core/workflow/draft/replacement.ts';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import { fileName } from '../files/file-tree.ts';
import { findingTheme } from './finding-theme.ts';

/** A finding of the open file, in the language of the console. */
export interface ShownFinding {
  readonly finding: WorkflowFinding;
  readonly message: string;
  readonly actions: readonly FindingAction[];
}

/** A button of a finding: inserts the suggestion; without one, opens the list of operators. */
export interface FindingAction {
  readonly label: string;
  readonly suggestion: string | null;
}

/** `finding` has its current line, because the file may have changed since the check. */
type OnAction = (view: EditorView, finding: WorkflowFinding, action: FindingAction) => void;

export const setFindings = StateEffect.define<readonly ShownFinding[]>();

/**
 * Findings under their lines, with a mark in the text and on the line number. They move with the text until they are
 * replaced.
 */
export function findingMarks(onAction: OnAction): Extension {
  const field = StateField.define<{ readonly marks: DecorationSet; readonly lineMarks: RangeSet<GutterMarker> }>({
    create: () => ({ marks: Decoration.none, lineMarks: RangeSet.empty }),
    update(value, transaction) {
      const effect = transaction.effects.find((candidate) => candidate.is(setFindings));
      if (effect) return drawMarks(transaction.state, effect.value as readonly ShownFinding[], onAction);
      if (!transaction.docChanged) return value;
      return { marks: value.marks.map(transaction.changes), lineMarks: value.lineMarks.map(transaction.changes) };
    },
    provide: (self) => [
      EditorView.decorations.from(self, ({ marks }) => marks),
      gutterLineClass.from(self, ({ lineMarks }) => lineMarks),
    ],
  });
  return [field, findingTheme];
}

function drawMarks(state: EditorState, shown: readonly ShownFinding[], onAction: OnAction) {
  const placed = shown.filter(({ finding: { line } }) => line >= 1 && line <= state.doc.lines);
  const marks = placed.flatMap((shownFinding) => {
    const { finding } = shownFinding;
    const line = state.doc.line(finding.line);
    const { from, to } = markedPart(finding, line.text);
    const applicable = applicableSuggestions(finding, line.text);
    const actions = shownFinding.actions.filter(
      ({ suggestion }) => suggestion === null || applicable.includes(suggestion),
    );
    const widget = new FindingWidget({ ...shownFinding, actions }, onAction);
    const block = Decoration.widget({ widget, block: true, side: 1 });
    const underline = Decoration.mark({ class: `cm-lintRange-${finding.level}` });
    const below = block.range(line.to);
    return to > from ? [underline.range(line.from + from - 1, line.from + to - 1), below] : [below];
  });
  const lineMarks = placed.map(({ finding: { line, level } }) => LINE_MARKERS[level].range(state.doc.line(line).from));
  return { marks: Decoration.set(marks, true), lineMarks: RangeSet.of(lineMarks, true) };
}

class LineMarker extends GutterMarker {
  override readonly elementClass: string;

  constructor(level: WorkflowFinding['level']) {
    super();
    this.elementClass = `cm-found-${level}`;
  }
}

const LINE_MARKERS = { error: new LineMarker('error'), warning: new LineMarker('warning') };

class FindingWidget extends WidgetType {
  readonly #shown: ShownFinding;
  readonly #onAction: OnAction;

  constructor(shown: ShownFinding, onAction: OnAction) {
    super();
    this.#shown = shown;
    this.#onAction = onAction;
  }

  override eq(other: FindingWidget): boolean {
    return JSON.stringify(other.#shown) === JSON.stringify(this.#shown);
  }

  override toDOM(view: EditorView): HTMLElement {
    const { finding, message, actions } = this.#shown;
    const widget = document.createElement('div');
    widget.className = 'cm-finding';
    const box = document.createElement('div');
    box.className = `cm-finding-${finding.level}`;
    box.append(iconOf(finding.level), textOf(message), ...actions.map((action) => this.#button(view, widget, action)));
    widget.append(box);
    return widget;
  }

  #button(view: EditorView, widget: HTMLElement, action: FindingAction): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.label;
    if (action.suggestion !== null) button.title = action.suggestion;
    button.addEventListener('click', () => {
      const line = view.state.doc.lineAt(view.posAtDOM(widget)).number;
      this.#onAction(view, { ...this.#shown.finding, line }, action);
    });
    return button;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function textOf(message: string): HTMLElement {
  const text = document.createElement('span');
  text.textContent = message;
  return text;
}

const SVG = 'http://www.w3.org/2000/svg';
const ICONS = {
  error: ['M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0', 'm15 9-6 6', 'm9 9 6 6'],
  warning: ['m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3', 'M12 9v4', 'M12 17h.01'],
};

/** Draws the icons of StatusIcon, because a widget is not part of React's tree. */
function iconOf(level: WorkflowFinding['level']): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  for (const drawing of ICONS[level]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', drawing);
    icon.append(path);
  }
  return icon;
}

/** The actions of a finding: opens the list of operators, or inserts the best suggestion; none if there is neither. */
export function actionsOf(
  finding: WorkflowFinding,
  texts: { readonly replace: string; readonly use: (name: string) => string; readonly operators: string },
): readonly FindingAction[] {
  if (finding.code === 'workflow_operator_unsupported') return [{ label: texts.operators, suggestion: null }];
  const [suggestion, ...others] = suggestionsOf(finding);
  if (suggestion === undefined) return [];
  return [{ suggestion, label: others.length === 0 ? texts.replace : texts.use(fileName(suggestion)) }];
}
