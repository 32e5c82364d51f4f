import { useRef, useState } from 'preact/hooks';

interface CopyProps {
  readonly label: string;
  /** Made when it is wanted. */
  readonly text: () => string;
}

/** Copies a text, and says whether that was done. */
export function CopyButton({ label, text }: CopyProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    const isDone = await copyText(text(), button.current?.closest('dialog') ?? document.body);
    setSaid(isDone ? 'Copied' : 'Could not be copied');
    setTimeout(() => setSaid(''), 1500);
  };
  return (
    <button type="button" class="copy" ref={button} onClick={copy}>
      {said || label}
    </button>
  );
}

/**
 * The clipboard of browsers wants a secure origin, which a file is not everywhere; selecting still works there, within the
 * dialog that is open.
 */
async function copyText(text: string, place: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    place.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    return isDone;
  }
}
