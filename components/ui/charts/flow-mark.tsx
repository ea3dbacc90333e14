/** The product's logo, as the illustration of empty states. */
export function FlowMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 72 48"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d="M6 10h14c14 0 12 14 26 14" />
      <path d="M6 24h40" />
      <path d="M6 38h14c14 0 12-14 26-14" />
      <circle cx="54" cy="24" r="5" />
    </svg>
  );
}
