import { FieldError } from '#components/ui/forms/field-error.tsx';

/** What was refused, under the buttons that it came of. */
export function EditorProblem({ messages }: { messages: readonly (string | undefined)[] }) {
  const told = messages.filter((message) => message !== undefined);
  return (
    <div role="status" className="flex-none empty:hidden">
      {told.map((message) => (
        <div key={message} className="px-6 pb-2 max-wide:px-4">
          <FieldError>{message}</FieldError>
        </div>
      ))}
    </div>
  );
}
