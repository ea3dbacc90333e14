/** A neutral icon for data sent to another service, instead of a brand's logo. */
export function ConnectorGlyph() {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M2.5 12H13" />
      <path d="m9.5 8.25 3.75 3.75-3.75 3.75" />
      <path d="M11 4.6a8.25 8.25 0 1 1 0 14.8" />
    </svg>
  );
}
