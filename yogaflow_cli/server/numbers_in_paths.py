"""Numbers of sessions in paths: few enough digits that reading them costs nothing."""

from starlette.convertors import Convertor, register_url_convertor


class NumberConvertor(Convertor[int]):
    """Up to 16 digits, as the highest number has. Starlette's own `int` takes any, of which Python reads 4,300."""

    regex = "[0-9]{1,16}"

    def convert(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """The number as it stands in a path."""
        return str(value)


register_url_convertor("number", NumberConvertor())
OF_A_SESSION = "/{session_id:number}"
