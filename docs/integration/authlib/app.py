import os

from authlib.integrations.flask_client import OAuth, OAuthError
from flask import Flask, redirect, session, url_for

app = Flask(__name__)
app.secret_key = os.environ["SESSION_SECRET"]

oauth = OAuth(app)
guichet = oauth.register(
    "guichet",
    server_metadata_url=os.environ["ISSUER"] + "/.well-known/openid-configuration",
    client_id="my-service",
    client_secret=os.environ["CLIENT_SECRET"],
    client_kwargs={
        "scope": "openid profile email",
        "code_challenge_method": "S256",
        "token_endpoint_auth_method": "client_secret_basic",
    },
)


@app.get("/login")
def login():
    return guichet.authorize_redirect(url_for("callback", _external=True), acr_values="eidas1")


@app.get("/callback")
def callback():
    try:
        tokens = guichet.authorize_access_token()  # state, nonce, iss and the ID token's signature are checked here
    except OAuthError as error:
        return {"error": error.error}, 403  # access_denied: the person refused
    person = guichet.userinfo(token=tokens)
    session["id_token"] = tokens["id_token"]
    return {"sub": person["sub"], "name": person["family_name"], "acr": tokens["userinfo"]["acr"]}


@app.get("/logout")
def logout():
    metadata = guichet.load_server_metadata()
    hint = session.pop("id_token", "")
    back = url_for("home", _external=True)
    return redirect(f"{metadata['end_session_endpoint']}?id_token_hint={hint}&post_logout_redirect_uri={back}")


@app.get("/")
def home():
    return "<a href='/login'>Sign in</a>"
