/** What WooCommerce says, in its own words and in those of some translations, where a text holds no code. */
const messages: readonly (readonly [RegExp, string])[] = [
  [
    /cannot (?:list|view)(?: this)? resources?|no puedes (?:listar|ver)[^.]*recursos?|(?:lister|voir|afficher)[^.]*ressources?|Ressourcen? (?:auf(?:zu)?listen|nicht (?:auflisten|anzeigen|ansehen))|listar (?:os )?recursos|elencare (?:le )?risorse|bronnen (?:niet )?(?:weergeven|tonen|oplijsten)|منابع|просматривать|список ресурсов|lista(?:r|ć) zasob|kaynakları listele|リソースを(?:表示|一覧)|無法(?:列出|檢視)資源|无法列出资源/i,
    'woocommerce_rest_cannot_view',
  ],
  [/not allowed to create resources/i, 'woocommerce_rest_cannot_create'],
  [/not allowed to edit this resource|cannot edit this resource/i, 'woocommerce_rest_cannot_edit'],
  [/not allowed to delete this resource/i, 'woocommerce_rest_cannot_delete'],
  [
    /invalid signature|consumer (?:key|secret) is invalid|invalid timestamp|invalid nonce|API key provided (?:does not have|cannot be used)/i,
    'woocommerce_rest_authentication_error',
  ],
  [
    /(?:geheimnis|secret|secreto|segredo|segreto|geheim|sekret|секрет|رمز|clé|clave|chave|chiave|sleutel|schlüssel|klucz|anahtar|ключ|کلید|signatur|firma|assinatura|handtekening|podpis|imza|подпис|امضا)[^.\n]{0,40}?(?:invalid|ungültig|no (?:es )?válid|não é válid|non (?:è )?valid|n[’']est pas valide|ongeldig|nieprawidłow|geçersiz|недейств|неверн|نامعتبر)/i,
    'woocommerce_rest_authentication_error',
  ],
  [
    /ungültige signatur|signature (?:invalide|non valide)|ongeldige handtekening/i,
    'woocommerce_rest_authentication_error',
  ],
  [/missing oauth parameters?/i, 'woocommerce_rest_authentication_missing_parameter'],
  [/no route was found matching/i, 'rest_no_route'],
  [/cookie check failed/i, 'rest_cookie_invalid_nonce'],
  [/parameter is missing/i, 'woocommerce_api_authentication_error'],
  [/you are not currently logged in/i, 'rest_not_logged_in'],
  [/only authenticated users can access the rest api/i, 'rest_cannot_access'],
  [/woocommerce api is disabled/i, 'woocommerce_api_disabled'],
];

/** The code whose message stands in a text. */
export function codeOfMessage(text: string): string | undefined {
  return messages.find(([pattern]) => pattern.test(text))?.[1];
}
