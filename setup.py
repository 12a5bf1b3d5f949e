"""What pyproject.toml cannot say: a wheel carries a copy of the samples, guides, manifest and example settings."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from bot.shipped import shipped_files  # noqa: E402


class BuildWithFiles(build_py):
    """An installation that leads back to the checkout reads them there, and gets no copy."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for name in shipped_files(HERE):
                target = Path(self.build_lib) / "bot/shipped/files" / name
                self.mkpath(str(target.parent))
                self.copy_file(str(HERE / name), str(target))


setup(cmdclass={"build_py": BuildWithFiles})
