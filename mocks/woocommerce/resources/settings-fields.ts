import { type WpError, wpError } from '../../wordpress/error.ts';
import { asText } from './values.ts';

/** A field of the settings of a payment gateway or a shipping method. */
export interface SettingsField {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly preset: string;
  readonly choices?: Readonly<Record<string, unknown>>;
}

/** As `settings` of its record shows it; the value is the preset until somebody sets one. */
export function showSettingsField(field: SettingsField, value: unknown = field.preset): object {
  const { id, label, type, preset, choices } = field;
  return {
    id,
    label,
    description: '',
    type,
    value,
    default: preset,
    tip: '',
    placeholder: '',
    ...(choices ? { options: choices } : {}),
  };
}

/** Whether a value is none of those that can be chosen. What is not sent is not wrong. */
export function isWrongSetting({ type, choices }: SettingsField, value: unknown): boolean {
  if (value === undefined) return false;
  if (type === 'checkbox') return !['yes', 'no'].includes(asText(value));
  return type === 'select' && choices !== undefined && !Object.hasOwn(choices, asText(value));
}

export function wrongSetting(): WpError {
  return wpError('rest_setting_value_invalid', 'An invalid setting value was passed.', 400);
}
