import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor theme with the console's color tokens, which work in light and dark mode. */
const editorTheme = EditorView.theme({
  '&': { height: '100%', color: 'var(--color-text)', backgroundColor: 'var(--color-surface)' },
  '&.cm-focused': { outline: 'none' },
  // The focus ring, above the line numbers, which would cover an outline.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    border: '2px solid var(--color-focus)',
    pointerEvents: 'none',
    zIndex: '300',
  },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: '0.8125rem', lineHeight: '1.4375rem' },
  '.cm-content': { caretColor: 'var(--color-text)', padding: '0.75rem 0' },
  '.cm-gutters': { backgroundColor: 'var(--color-surface)', color: 'var(--color-text-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 0.75rem 0 1rem', minWidth: '2.75rem' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--color-surface-hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--color-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--color-surface-selected)',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--color-accent-soft) !important', outline: 'none' },
  '.cm-selectionMatch': { backgroundColor: 'var(--color-accent-soft)' },
  '.cm-placeholder': { color: 'var(--color-text-faint)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--color-surface-raised)',
    color: 'var(--color-text)',
    border: '1px solid var(--color-border)',
    borderRadius: '0.5rem',
    boxShadow: 'var(--shadow-menu)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: '0.8125rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.625rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--color-surface-selected)',
    color: 'var(--color-text)',
  },
  '.cm-completionDetail': { color: 'var(--color-text-muted)', fontStyle: 'normal', marginLeft: '0.75rem' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700', color: 'var(--color-accent)' },
  '.cm-diagnostic': { padding: '0.375rem 0.75rem', maxWidth: '26rem', fontFamily: 'var(--font-sans)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--color-error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--color-warning)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--color-error) 1.5px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--color-warning) 1.5px' },
  '.cm-panels': { backgroundColor: 'var(--color-surface-sunken)', color: 'var(--color-text)', zIndex: '301' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--color-border)' },
  '.cm-panel.cm-search': { padding: '0.5rem 2rem 0.5rem 0.75rem', fontFamily: 'var(--font-sans)' },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem' },
  '.cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button': {
    minHeight: '1.75rem',
    padding: '0.125rem 0.5rem',
    border: '1px solid var(--color-border-control)',
    borderRadius: '0.375rem',
    background: 'var(--color-surface)',
    color: 'var(--color-text)',
    fontSize: '0.8125rem',
  },
  '.cm-panel.cm-search .cm-button:hover': { background: 'var(--color-surface-hover)' },
  '.cm-panel.cm-search [name=close]': { padding: '0 0.5rem', color: 'var(--color-text-muted)', fontSize: '1.125rem' },
  '.cm-searchMatch': { backgroundColor: 'var(--color-warning-bg)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--color-surface-selected)' },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.typeName, tags.bool, tags.null], color: 'var(--color-code-key)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--color-code-string)' },
  { tag: tags.number, color: 'var(--color-code-number)' },
  { tag: tags.comment, color: 'var(--color-code-comment)' },
]);

export const codeTheme: Extension = [editorTheme, syntaxHighlighting(highlighting)];
