export function ProductMark({ className = 'size-6.5' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d="M2.5 5.5H6c4.5 0 4.5 6.5 9 6.5" />
      <path d="M2.5 12H15" />
      <path d="M2.5 18.5H6c4.5 0 4.5-6.5 9-6.5" />
      <circle cx="18.5" cy="12" r="3" fill="currentColor" stroke="none" />
    </svg>
  );
}
