"""The keyrings that the tests of this folder ask."""

from tests.secret_service import empty_keyring as empty_keyring
from tests.secret_service import locked_keyring as locked_keyring
from tests.secret_service import no_keyring as no_keyring
from tests.secret_service import silent_keyring as silent_keyring
from tests.secret_service import unlocked_keyring as unlocked_keyring
