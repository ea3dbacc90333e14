import { FieldError } from '#components/ui/forms/field-error.tsx';

/** Why the query was not saved, run or killed, or its engine's databases not loaded; shown below the buttons. */
export function EditorProblems({ messages }: { messages: readonly (string | undefined)[] }) {
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
