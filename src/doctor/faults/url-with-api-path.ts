import type { Fault } from '../fault.ts';

export const urlWithApiPath: Fault = {
  id: 'url-with-api-path',
  layer: 'client',
  title: 'The URL given ends with a path of the API',
  level: 'information',
  symptom:
    'Libraries add /wp-json/wc/v3 themselves: with it in the URL they ask /wp-json/wp-json/… and get 404.',
  probes: ['A1'],
  lookAlikes: [{ id: 'sub-directory', difference: 'the path is that of the store' }],
  examine({ whereabouts: { apiPath, asked } }) {
    if (apiPath === undefined) return undefined;
    return {
      certainty: 'proven',
      proof: [`The URL given ends with ${apiPath}; the doctor has examined ${asked}.`],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the URL of the store alone: https://shop.example',
      check: 'The client asks /wp-json/wc/v3/… once, not twice.',
    },
  ],
  workaround: 'None is needed.',
  sources: ['https://github.com/JamesUgbanu/react-native-woocommerce-api/issues/21'],
};
