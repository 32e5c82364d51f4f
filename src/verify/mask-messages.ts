import type { Envelope } from '@cucumber/messages';
import type { Redactor } from '../redact/redact.ts';

/**
 * Masks what a run has put into Cucumber's messages: results and attachments. Features, steps and tables are the
 * suite's own text and hold no secret.
 */
export function maskMessage(envelope: Envelope, redactor: Redactor): Envelope {
  const { testStepFinished, attachment, testRunFinished, testRunHookFinished } = envelope;
  if (testStepFinished) {
    const { message, exception } = testStepFinished.testStepResult;
    if (message === undefined && exception === undefined) return envelope;
    return {
      testStepFinished: {
        ...testStepFinished,
        testStepResult: redactor.value(testStepFinished.testStepResult),
      },
    };
  }
  if (testRunHookFinished)
    return {
      testRunHookFinished: { ...testRunHookFinished, result: redactor.value(testRunHookFinished.result) },
    };
  if (testRunFinished) return { testRunFinished: redactor.value(testRunFinished) };
  if (!attachment) return envelope;
  const isText = attachment.contentEncoding === 'IDENTITY';
  const text = isText ? attachment.body : Buffer.from(attachment.body, 'base64').toString('utf8');
  const masked = maskText(text, attachment.mediaType, redactor);
  if (masked === text) return envelope;
  return {
    attachment: { ...attachment, body: isText ? masked : Buffer.from(masked, 'utf8').toString('base64') },
  };
}

function maskText(text: string, mediaType: string, redactor: Redactor): string {
  if (!/[/+]json$/.test(mediaType)) return redactor.text(text);
  try {
    return JSON.stringify(redactor.value(JSON.parse(text)));
  } catch {
    return redactor.text(text);
  }
}
