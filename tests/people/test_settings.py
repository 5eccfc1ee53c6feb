"""Settings that would open every account, or leave passwords weakly kept, stop the start with a sentence."""

import pytest

from course.config import read_settings
from course.errors import WrongSetting
from tests.databases import SETTINGS


@pytest.mark.parametrize(("wrong", "named"), [
    ({"DEMO": True, "SECURE_COOKIES": True, "TRUSTED_HOSTS": "localhost,course.example"}, "COURSE_DEMO"),
    ({"PASSWORD_PROFILE": "none"}, "COURSE_PASSWORD_PROFILE"),
])
def test_unsafe_setting_stops_the_start(tmp_path, wrong, named):
    with pytest.raises(WrongSetting, match=named):
        read_settings(SETTINGS | {"INSTANCE": str(tmp_path)} | wrong)


def test_demo_on_this_machine_starts(tmp_path):
    assert read_settings(SETTINGS | {"INSTANCE": str(tmp_path), "DEMO": True}).DEMO
