"""Fetches registry credentials with the clouds' own client libraries, for comparison.

Standard input: {"cases": [{"name", "library", "environment", "server", "region", "service"}]}, each with a scripted
server of its own. Standard output: {name: {"user", "password"} | {"identity"} | {"error"}}.

Where a library cannot be pointed at a server on loopback, or at a time, by its settings, it is patched here.
"""

import base64
import datetime
import importlib
import json
import os
import sys

PATH = os.environ.get("PATH", "/usr/bin:/bin")
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
ACR = "https://containerregistry.azure.net/.default"


def aws(case):
    import botocore.auth
    import botocore.session
    import botocore.utils

    now = datetime.datetime.fromtimestamp(case["now"], datetime.timezone.utc).replace(tzinfo=None)
    botocore.auth.get_current_datetime = lambda *_, **__: now
    botocore.utils.ContainerMetadataFetcher.IP_ADDRESS = case["server"].removeprefix("http://")
    botocore.utils.ContainerMetadataFetcher.RETRY_ATTEMPTS = 1
    # Read when the modules are imported.
    cache = os.path.join(os.environ["HOME"], ".aws", "sso", "cache")
    botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = cache
    botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = cache

    # Needed to renew what `aws login` left, and wanted before.
    botocore.credentials.EC = botocore.credentials.EC or object()

    client = botocore.session.Session().create_client(case["service"], region_name=case["region"])
    data = client.get_authorization_token()["authorizationData"]
    data = data if isinstance(data, dict) else data[0]
    user, password = base64.b64decode(data["authorizationToken"]).decode().split(":", 1)
    return {"user": user, "password": password}


def endpoints(case):
    """The hosts of services by region, FIPS and dual stack, where the library knows them."""
    import botocore.config
    import botocore.exceptions
    import botocore.session

    session = botocore.session.Session()
    session.set_credentials("id", "key")
    operations = {"ecr": "GetAuthorizationToken", "sts": "AssumeRole", "sso": "GetRoleCredentials"}
    table = {}
    for service, operation in operations.items():
        for region in case["region"].split(","):
            for flags in ("", "fips", "dual", "fips,dual"):
                config = botocore.config.Config(
                    use_fips_endpoint="fips" in flags, use_dualstack_endpoint="dual" in flags
                )
                try:
                    client = session.create_client(service, region_name=region, config=config)
                    model = client.meta.service_model.operation_model(operation)
                    url = client._resolve_endpoint_ruleset(model, {}, {"client_region": region})[0]
                except botocore.exceptions.BotoCoreError:
                    continue
                table[f"{service} {region} {flags}"] = url.removeprefix("https://")
    return table


def google(case):
    # What is read from the environment when it is imported.
    if host := os.environ.get("GCE_METADATA_HOST"):
        os.environ["GCE_METADATA_IP"] = host
    os.environ["GOOGLE_CLOUD_PROJECT"] = "project"
    import google.auth
    import google.auth._helpers
    import google.auth.compute_engine._metadata
    import google.auth.transport.requests
    import google.oauth2.service_account

    importlib.reload(google.auth.compute_engine._metadata)
    now = datetime.datetime.fromtimestamp(case["now"], datetime.timezone.utc).replace(tzinfo=None)
    google.auth._helpers.utcnow = lambda: now
    google.oauth2.service_account._GOOGLE_OAUTH2_TOKEN_ENDPOINT = case["server"] + "/token"
    plain = google.auth.transport.requests.Request()

    def request(url, *arguments, **options):
        for service in ("iamcredentials", "oauth2"):
            url = url.replace(f"https://{service}.googleapis.com", case["server"])
        return plain(url, *arguments, **options)

    credentials, _ = google.auth.default(scopes=None if "GCE_METADATA_HOST" in os.environ else [SCOPE])
    credentials.refresh(request)
    return {"user": "oauth2accesstoken", "password": credentials.token}


def azure(case):
    import msal.managed_identity
    import requests.adapters
    from azure.containerregistry._exchange_client import ACRExchangeClient
    from azure.identity import DefaultAzureCredential

    # Authorities have to be https for the library; on the wire they are not.
    secure = case["server"].replace("http://", "https://")
    if "AZURE_AUTHORITY_HOST" in os.environ:
        os.environ["AZURE_AUTHORITY_HOST"] = secure
    send = case.setdefault("send", requests.adapters.HTTPAdapter.send)

    def rewritten(adapter, request, **options):
        request.url = request.url.replace(secure, case["server"])
        return send(adapter, request, **options)

    requests.adapters.HTTPAdapter.send = rewritten
    keys = os.path.join(os.environ["HOME"], "tokens")
    msal.managed_identity._supported_arc_platforms_and_their_prefixes = {"linux": keys, "darwin": keys}
    try:
        credential = DefaultAzureCredential(disable_instance_discovery=True)
        client = ACRExchangeClient(case["server"], credential, credential_scopes=[ACR])
        return {"identity": client.get_refresh_token(case["service"])}
    finally:
        requests.adapters.HTTPAdapter.send = send


def main():
    results = {}
    for case in json.load(sys.stdin)["cases"]:
        os.environ.clear()
        os.environ.update(case["environment"])
        os.environ.setdefault("PATH", PATH)
        try:
            results[case["name"]] = globals()[case["library"]](case)
        except Exception as error:
            results[case["name"]] = {"error": f"{type(error).__name__}: {error}"}
    json.dump(results, sys.stdout)


main()
