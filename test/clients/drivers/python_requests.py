"""requests-oauthlib, as its documentation shows it."""
import json
import sys

import requests
from requests_oauthlib import OAuth1

PLACES = {
    "OAuth in the query": "QUERY",
    "OAuth in the header": "AUTH_HEADER",
    "OAuth in the body": "BODY",
}

results = []
for order in json.load(sys.stdin):
    auth = OAuth1(
        order["key"],
        client_secret=order["secret"],
        signature_method="HMAC-SHA256",
        signature_type=PLACES[order["mode"]],
    )
    try:
        answer = requests.request(
            order["method"],
            order["url"],
            params=[tuple(pair) for pair in order["pairs"]],
            json=order.get("json"),
            data=order.get("form"),
            auth=auth,
            timeout=20,
        )
        results.append({"id": order["id"], "status": answer.status_code, "body": answer.text})
    except Exception as error:
        results.append({"id": order["id"], "status": 0, "body": "", "error": repr(error)})
json.dump(results, sys.stdout)
