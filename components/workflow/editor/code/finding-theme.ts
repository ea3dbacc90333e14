import { EditorView } from '@codemirror/view';

/** The look of findings under their lines. */
export const findingTheme = EditorView.theme({
  '.cm-gutterElement.cm-found-error': { color: 'var(--color-error)', fontWeight: '700' },
  '.cm-gutterElement.cm-found-warning': { color: 'var(--color-warning)', fontWeight: '700' },
  '.cm-lintRange-error, .cm-lintRange-warning': { textUnderlineOffset: '4px' },
  // The editor does not measure margins.
  '.cm-finding': { padding: '0.125rem 1rem 0.25rem 0.375rem' },
  '.cm-finding > div': {
    display: 'flex',
    alignItems: 'center',
    gap: '0.125rem 0.5rem',
    flexWrap: 'wrap',
    whiteSpace: 'normal',
    padding: '0.25rem 0.625rem',
    borderRadius: '0.25rem',
    borderInlineStart: '3px solid',
    userSelect: 'text',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-xs)',
    lineHeight: 'var(--text-xs--line-height)',
  },
  '.cm-finding-error': {
    color: 'var(--color-error)',
    backgroundColor: 'var(--color-error-bg)',
    borderColor: 'var(--color-error)',
  },
  '.cm-finding-warning': {
    color: 'var(--color-warning)',
    backgroundColor: 'var(--color-warning-bg)',
    borderColor: 'var(--color-warning)',
  },
  '.cm-finding svg': {
    width: '0.875rem',
    height: '0.875rem',
    flex: 'none',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: '2',
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  },
  '.cm-finding span': { flex: '1 1 12rem', minWidth: '0', overflowWrap: 'anywhere' },
  '.cm-finding button': {
    minHeight: 'var(--spacing-target)',
    padding: '0 0.25rem',
    fontWeight: '600',
    color: 'inherit',
    textDecoration: 'underline',
    textUnderlineOffset: '3px',
    borderRadius: '0.25rem',
    cursor: 'pointer',
  },
});
