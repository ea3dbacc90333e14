import { FieldError } from '#components/ui/forms/field-error.tsx';

/** Refusals, shown below the buttons. */
export function EditorProblem({ messages }: { messages: readonly (string | undefined)[] }) {
  const shown = messages.filter((message) => message !== undefined);
  return (
    <div role="status" className="flex-none empty:hidden">
      {shown.map((message) => (
        <div key={message} className="px-6 pb-2 max-wide:px-4">
          <FieldError>{message}</FieldError>
        </div>
      ))}
    </div>
  );
}
