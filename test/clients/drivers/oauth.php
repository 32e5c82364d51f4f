<?php
/** PHP's oauth extension, as the manual shows it. */
$places = [
    'OAuth in the query' => OAUTH_AUTH_TYPE_URI,
    'OAuth in the header' => OAUTH_AUTH_TYPE_AUTHORIZATION,
    'OAuth in the body' => OAUTH_AUTH_TYPE_FORM,
];
$results = [];
foreach (json_decode(file_get_contents('php://stdin'), true) as $order) {
    $oauth = new OAuth($order['key'], $order['secret'], OAUTH_SIG_METHOD_HMACSHA1, $places[$order['mode']]);
    $oauth->setCAPath(null, getenv('SSL_CERT_FILE'));
    $query = implode('&', array_map(
        fn($pair) => rawurlencode($pair[0]) . '=' . rawurlencode($pair[1]),
        $order['pairs']
    ));
    $url = $query === '' ? $order['url'] : $order['url'] . '?' . $query;
    $body = [];
    $headers = [];
    if (isset($order['json'])) {
        $body = json_encode($order['json']);
        $headers = ['Content-Type' => 'application/json'];
    } elseif (isset($order['form'])) {
        $body = $order['form'];
    }
    try {
        $oauth->fetch($url, $body, $order['method'], $headers);
        $error = null;
    } catch (OAuthException $thrown) {
        $error = $thrown->getMessage();
    }
    $info = $oauth->getLastResponseInfo();
    $status = is_array($info) ? (int) ($info['http_code'] ?? 0) : 0;
    $answer = $oauth->getLastResponse();
    $results[] = ['id' => $order['id'], 'status' => $status, 'body' => is_string($answer) ? $answer : '']
        + ($error === null ? [] : ['error' => $error]);
}
echo json_encode($results);
