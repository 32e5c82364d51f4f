import { useState } from 'preact/hooks';

/** Does something, and keeps the sentence of what went wrong. */
export function useAttempt(): [failure: string, attempt: (work: () => Promise<unknown>) => Promise<void>] {
  const [failure, setFailure] = useState('');
  const attempt = async (work: () => Promise<unknown>) => {
    setFailure('');
    try {
      await work();
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  return [failure, attempt];
}

export function Failure({ text }: { text: string }) {
  return (
    <p class="failure" role="alert">
      {text}
    </p>
  );
}
